import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { useNavigate } from '@solidjs/router'
import { useOutputActions } from '../actions/outputs.ts'
import { icon } from '../parts/icon.ts'
import { Menu } from '../parts/Menu.tsx'
import { useActions } from '../shortcuts/actions.ts'
import type { OutputDetail } from './detail.ts'
import { addressOf } from '../url/address.ts'

/** What can be done with an output besides running it: by buttons, by the palette and by keys. */
export function OutputMenu(props: { output: OutputDetail }) {
  const navigate = useNavigate()
  const actions = useOutputActions()
  const isRunning = () => props.output.desired === 'RUNNING'
  const page = (tab: string) => `/outputs/${props.output.id}?tab=${tab}`
  const duplicate = () => navigate(`/inputs/${props.output.inputId}/outputs/new?from=${props.output.id}`)
  const remove = () => void actions.remove([props.output.id])
  const wish = () => void actions.setRunning([props.output.id], !isRunning())
  useActions(() => {
    const { name } = props.output
    return [
      { title: `${isRunning() ? 'Stop' : 'Start'} ${name}`, key: 's', run: wish },
      { title: `Log of ${name}`, key: 'l', run: () => navigate(page('logs')) },
      ...(isRunning() ? [{ title: `Retry ${name} now`, run: () => void actions.retry([props.output.id]) }] : []),
      { title: `Settings of ${name}`, run: () => navigate(page('settings')) },
      { title: `Duplicate ${name}`, run: duplicate },
      { title: `Delete ${name}`, run: remove },
    ]
  })
  return (
    <div class="acts ml-auto">
      <a class="btn" href={addressOf(page('settings'))}>
        <SlidersHorizontal {...icon} />
        <span>Edit</span>
      </a>
      <Menu
        label={`More for ${props.output.name}`}
        items={() => [
          { title: isRunning() ? 'Stop' : 'Start', key: 's', run: wish },
          { title: 'Log', key: 'l', run: () => navigate(page('logs')) },
          { title: 'Duplicate', run: duplicate },
          { title: 'Delete', apart: true, run: remove },
        ]}
      />
    </div>
  )
}
