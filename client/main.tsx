import { render } from 'solid-js/web'
import { App } from './App.tsx'
import './styles/index.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element named root')
render(() => <App />, root)
