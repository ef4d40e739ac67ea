import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { createFetcher } from './fetcher.ts'
import { startingOperations } from './operations.ts'
import { memoryStorage } from './storage.ts'
import '../styles/fonts.css'
import './playground.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element named root')

// an operation that somebody put into the address stands in a tab of its own; it runs when the visitor says so
const given = new URLSearchParams(location.search).get('query')

createRoot(root).render(
  createElement(GraphiQL, {
    fetcher: createFetcher(),
    defaultTabs: given === null ? startingOperations : [{ query: given }, ...startingOperations],
    storage: memoryStorage(),
    // the cookie signs in: a key written here would not reach the WebSocket
    isHeadersEditorEnabled: false,
    defaultEditorToolsVisibility: 'variables',
    defaultTheme: document.documentElement.dataset.theme === 'light' ? 'light' : 'dark',
  }),
)
