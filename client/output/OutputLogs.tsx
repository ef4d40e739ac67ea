import { LevelChoice, levelOf } from '../logs/LevelChoice.tsx'
import { LogView } from '../parts/LogView.tsx'
import { useUrlText } from '../url/urlState.ts'
import { addressOf } from '../url/address.ts'

/** The log of one output, following what happens. */
export function OutputLogs(props: { id: string; name: string }) {
  const [level, setLevel] = useUrlText('level')
  return (
    <section aria-label="Logs" class="output-logs">
      <div class="tools">
        <LevelChoice level={levelOf(level())} choose={(chosen) => setLevel(chosen === 'INFO' ? '' : chosen)} />
        <a class="link ml-auto inline-flex items-center" href={addressOf(`/logs?output=${props.id}`)}>
          Search and download in Logs
        </a>
      </div>
      <LogView filter={{ outputId: props.id, level: levelOf(level()) }} label={`Log of ${props.name}`} />
    </section>
  )
}
