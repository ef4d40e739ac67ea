import { Navigate, Route, Router } from '@solidjs/router'
import { Shell } from './frame/Shell.tsx'
import { InputsPage } from './inputs/InputsPage.tsx'
import { LoginPage } from './login/LoginPage.tsx'
import { LogsPage } from './logs/LogsPage.tsx'

export function App() {
  return (
    <Router>
      <Route path="/login" component={LoginPage} />
      <Route path="/" component={Shell}>
        <Route path="/" component={InputsPage} />
        <Route path="/logs" component={LogsPage} />
      </Route>
      <Route path="*" component={() => <Navigate href="/" />} />
    </Router>
  )
}
