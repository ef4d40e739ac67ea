export { InputsPage as OverviewPage } from '../inputs/InputsPage.tsx'
