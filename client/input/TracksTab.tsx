import { For, Show } from 'solid-js'
import { codecName } from '../inputs/tracksWords.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import type { InputDetail } from './detail.ts'
import { formatWords } from './signal.ts'

/** What the feed carries. */
export function TracksTab(props: { input: InputDetail }) {
  return (
    <Show
      when={props.input.tracks.length > 0}
      fallback={<EmptyState title="No tracks known" text="They are listed as soon as a feed arrives." />}
    >
      <table class="tracks">
        <caption class="sr-only">Tracks of {props.input.name}</caption>
        <thead>
          <tr>
            <th scope="col">Track</th>
            <th scope="col">Codec</th>
            <th scope="col">Profile</th>
            <th scope="col">Format</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.input.tracks}>
            {(track, index) => (
              <tr>
                <th scope="row">
                  {index() + 1} {track.kind}
                </th>
                <td>{codecName(track.codec)}</td>
                <td>{track.profile}</td>
                <td>{formatWords(track)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  )
}
