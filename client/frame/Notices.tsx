import X from 'lucide-solid/icons/x'
import { For } from 'solid-js'
import { smallIcon } from '../parts/icon.ts'
import { Shape } from '../parts/Shape.tsx'
import { UndoBar } from '../undo/UndoBar.tsx'
import { dismiss, notices } from './notices.ts'

/** What came of one's own actions, for some seconds; what did not work, until it is put away; and the way back from a deletion. */
export function Notices() {
  return (
    <div class="pointer-events-none fixed inset-x-4 bottom-4 z-(--z-banner) grid justify-items-end gap-2 phone:bottom-[calc(var(--tabs)+8px)] phone:justify-items-stretch">
      <For each={notices()}>
        {(notice) => (
          <div
            role={notice.isProblem ? 'alert' : undefined}
            data-notice={notice.isProblem ? 'problem' : 'done'}
            class="pointer-events-auto flex min-h-10 max-w-full items-center gap-2.5 rounded-2 bg-raised py-1 pr-1 pl-3.5 text-ink-1 shadow-(--shadow-menu)"
          >
            <span classList={{ 'text-fail-text': notice.isProblem, 'text-live': !notice.isProblem }}>
              <Shape of={notice.isProblem ? 'failed' : 'live'} />
            </span>
            <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">{notice.text}</span>
            <button type="button" class="icon-btn" aria-label="Dismiss" onClick={() => dismiss(notice.id)}>
              <X {...smallIcon} />
            </button>
          </div>
        )}
      </For>
      <UndoBar />
    </div>
  )
}
