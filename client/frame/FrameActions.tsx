import { useNavigate } from '@solidjs/router'
import { useActions } from '../shortcuts/actions.ts'
import { openKeys } from '../shortcuts/palette.ts'
import { leave } from './leave.ts'
import { setTheme, theme, themes } from './theme.ts'
import { addressOf } from '../url/address.ts'

/** What can be done from every page. */
export function FrameActions() {
  const navigate = useNavigate()
  useActions(() => [
    { title: 'Add input', key: 'n', run: () => navigate('/inputs/new') },
    { title: 'Keyboard', key: '?', run: openKeys },
    ...themes.filter((other) => other !== theme()).map((other) => ({ title: `Theme: ${other}`, run: () => setTheme(other) })),
    { title: 'Documentation', run: () => navigate('/docs') },
    { title: 'API playground', run: () => window.location.assign(addressOf('/graphql')) },
    { title: 'Sign out', run: () => void leave() },
  ])
  return null
}
