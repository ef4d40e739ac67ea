import { Navigate, Route, Router } from '@solidjs/router'
import { Shell } from './frame/Shell.tsx'
import { Guard } from './loading/Guard.tsx'
import { loadLater as page } from './loading/loadLater.ts'
import { basePath } from './url/address.ts'

// a page is loaded when it is first opened, or when a link to it is pointed at
const LoginPage = page('LoginPage', () => import('./login/LoginPage.tsx'))
const OverviewPage = page('OverviewPage', () => import('./overview/OverviewPage.tsx'))
const InputsPage = page('InputsPage', () => import('./inputs/InputsPage.tsx'))
const AddInputPanel = page('AddInputPanel', () => import('./panels/AddInputPanel.tsx'))
const InputPage = page('InputPage', () => import('./input/InputPage.tsx'))
const AddOutputPanel = page('AddOutputPanel', () => import('./panels/AddOutputPanel.tsx'))
const OutputPage = page('OutputPage', () => import('./output/OutputPage.tsx'))
const IncidentsPage = page('IncidentsPage', () => import('./incidents/IncidentsPage.tsx'))
const IncidentPage = page('IncidentPage', () => import('./incidents/IncidentPage.tsx'))
const LogsPage = page('LogsPage', () => import('./logs/LogsPage.tsx'))
const SystemPage = page('SystemPage', () => import('./system/SystemPage.tsx'))
const DocumentsPage = page('DocumentsPage', () => import('./documents/DocumentsPage.tsx'))
const DocumentsStart = page('DocumentsStart', () => import('./documents/DocumentsStart.tsx'))
const DocumentPage = page('DocumentPage', () => import('./documents/DocumentPage.tsx'))

/** Every address of the dashboard. A panel is a child of the page that it lies over, which stays beneath it. */
export function App() {
  return (
    <Guard>
      <Router base={basePath()}>
        <Route path="/login" component={LoginPage} />
        <Route path="/" component={Shell}>
          <Route path="/" component={OverviewPage} />
          <Route path="/inputs" component={InputsPage}>
            <Route path="/" />
            <Route path="/new" component={AddInputPanel} />
          </Route>
          <Route path="/inputs/:id" component={InputPage}>
            <Route path="/" />
            <Route path="/outputs/new" component={AddOutputPanel} />
          </Route>
          <Route path="/outputs/:id" component={OutputPage} />
          <Route path="/incidents" component={IncidentsPage} />
          <Route path="/incidents/:id" component={IncidentPage} />
          <Route path="/logs" component={LogsPage} />
          <Route path="/system" component={SystemPage} />
          <Route path="/docs" component={DocumentsPage}>
            <Route path="/" component={DocumentsStart} />
            <Route path="/:name" component={DocumentPage} />
          </Route>
        </Route>
        <Route path="*" component={() => <Navigate href="/" />} />
      </Router>
    </Guard>
  )
}
