import { lazy, type Component, type ComponentProps } from 'solid-js'

/** A file of the dashboard that did not come. */
export class NotLoaded extends Error {}

/** What is fetched with `load`; throws NotLoaded. */
export async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new NotLoaded('A file of the dashboard did not come', { cause })
  }
}

/** The component `name` of a file that is fetched when it is first shown. One that did not come is asked for again. */
export function loadLater<Name extends string, Shown extends Component<ComponentProps<Shown>>>(
  name: Name,
  load: () => Promise<Record<Name, Shown>>,
) {
  return lazy(async () => ({ default: (await loaded(load))[name] }))
}
