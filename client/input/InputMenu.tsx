import { useNavigate } from '@solidjs/router'
import { useInputActions } from '../actions/inputs.ts'
import { Menu } from '../parts/Menu.tsx'
import { useActions, type Action } from '../shortcuts/actions.ts'
import type { InputDetail } from './detail.ts'

/** What else can be done with an input: by the menu, by the palette and by keys. */
export function InputMenu(props: { input: InputDetail }) {
  const navigate = useNavigate()
  const actions = useInputActions()
  const isRunning = () => props.input.desired === 'RUNNING'
  const log = () => navigate(`/logs?input=${props.input.id}`)
  const isTest = () => props.input.testSignalEndsAt != null
  const test = () => void actions.setTestSignal(props.input.id, !isTest())
  const testTitle = () => (isTest() ? 'Stop the test signal' : 'Send a test signal')
  const settings = () => navigate(`/inputs/${props.input.id}?tab=settings`)
  const remove = () => void actions.remove([props.input.id])

  useActions(() => {
    const { name } = props.input
    const offered: Action[] = [
      { title: `Add output to ${name}`, key: 'n', run: () => navigate(`/inputs/${props.input.id}/outputs/new`) },
      {
        title: `${isRunning() ? 'Stop' : 'Start'} ${name}`,
        run: () => void actions.setRunning([props.input.id], !isRunning()),
      },
      { title: `Log of ${name}`, run: log },
      { title: `Settings of ${name}`, run: settings },
      { title: `Delete ${name}`, run: remove },
    ]
    return isRunning() ? [...offered, { title: `${testTitle()}, ${name}`, run: test }] : offered
  })
  return (
    <Menu
      label={`More for ${props.input.name}`}
      items={() => [
        { title: testTitle(), disabled: !isRunning() && !isTest(), run: test },
        { title: 'Log', run: log },
        { title: 'Settings', run: settings },
        { title: 'Duplicate', run: () => void actions.duplicate([props.input.id]) },
        { title: 'Delete', apart: true, run: remove },
      ]}
    />
  )
}
