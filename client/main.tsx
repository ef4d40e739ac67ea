import { render } from 'solid-js/web'
import { App } from './App.tsx'
import './styles/index.css'
import { registerShell } from './webApp/register.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element named root')
render(() => <App />, root)
registerShell()
