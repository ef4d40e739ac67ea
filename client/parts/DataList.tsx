import { createMemo, Show, type JSX, type ParentProps } from 'solid-js'
import { WindowVirtualizer, type WindowVirtualizerHandle } from 'virtua/solid'
import { useActions } from '../shortcuts/actions.ts'
import type { Selection } from './selection.ts'

/** A key that acts on the row that has the focus, such as `s`. */
export interface RowKey<T> {
  key: string
  title: string
  run: (item: T) => void
  /** With rows selected it is about these, wherever the focus is. */
  runSelected?: (items: readonly T[]) => void
}

interface Props<T> {
  label: string
  /** Names the columns: the page's style sheet gives it `--cols` and, for phones, `grid-template-areas` of its rows. */
  class: string
  items: readonly T[]
  /** `HeadCell`s, as many as a row has cells. */
  head: JSX.Element
  /** `Cell`s. */
  row: (item: T) => JSX.Element
  /** What stands under the row, such as why it is not as wished; null: nothing. */
  below?: (item: T) => JSX.Element | null
  /** Enter on a row. */
  open: (item: T) => void
  keys?: readonly RowKey<T>[]
  selection?: Selection
  /** About to be deleted: drawn pale. */
  leaving?: (item: T) => boolean
  /** In place of rows when there are none. */
  fallback?: JSX.Element
}

/**
 * Many objects, only those in sight in the DOM: a table on a desk, a card each on a phone. `j` `k` move, Enter opens, `x`
 * selects; the page scrolls, not the list.
 */
export function DataList<T extends { id: string }>(props: Props<T>) {
  let box!: HTMLDivElement
  let virtual: WindowVirtualizerHandle | undefined
  const places = createMemo(() => new Map(props.items.map(({ id }, place) => [id, place])))

  function activePlace(): number {
    const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
    return id === undefined || !box.contains(document.activeElement) ? -1 : (places().get(id) ?? -1)
  }
  function focusPlace(place: number, isScrolled = false): void {
    const id = props.items[place]?.id
    if (id === undefined) return
    const row = box.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    if (row !== null) return row.focus()
    if (isScrolled) return
    virtual?.scrollToIndex(place, { align: 'center' })
    requestAnimationFrame(() => requestAnimationFrame(() => focusPlace(place, true)))
  }
  const move = (by: number) => focusPlace(Math.min(Math.max(activePlace() + by, 0), props.items.length - 1))
  const onRow = (run: (item: T) => void) => () => {
    const item = props.items[activePlace()]
    if (item !== undefined) run(item)
  }
  const onSelectedOrRow =
    ({ run, runSelected }: RowKey<T>) =>
    () => {
      const ids = props.selection?.ids()
      if (runSelected === undefined || !ids?.size) return onRow(run)()
      runSelected(props.items.filter(({ id }) => ids.has(id)))
    }
  useActions(() => [
    { title: 'Next row', key: 'j', onlyKey: true, run: () => move(1) },
    { title: 'Row before', key: 'k', onlyKey: true, run: () => move(-1) },
    { title: 'Open row', key: 'Enter', onlyKey: true, isHeardThere: true, run: onRow(props.open) },
    ...(props.keys ?? []).map((key) => ({ key: key.key, title: key.title, onlyKey: true, run: onSelectedOrRow(key) })),
    ...(props.selection === undefined
      ? []
      : [{ title: 'Select row', key: 'x', onlyKey: true, run: onRow((item) => props.selection?.toggle(item.id)) }]),
  ])

  return (
    <div ref={box} class={`list ${props.class}`} role="table" aria-label={props.label} aria-rowcount={props.items.length + 1}>
      <div role="rowgroup">
        <div role="row" class="list-head">
          {props.head}
        </div>
      </div>
      <Show when={props.items.length > 0} fallback={props.fallback}>
        <div role="rowgroup">
          <WindowVirtualizer data={props.items} ref={(handle) => (virtual = handle)}>
            {(item) => <Row item={item} list={props} />}
          </WindowVirtualizer>
        </div>
      </Show>
    </div>
  )
}

function Row<T extends { id: string }>(props: { item: T; list: Props<T> }) {
  const below = createMemo(() => props.list.below?.(props.item) ?? null)
  return (
    <>
      <div
        role="row"
        class="list-row"
        data-row={props.item.id}
        data-below={below() === null ? undefined : ''}
        data-leaving={props.list.leaving?.(props.item) ? '' : undefined}
        aria-selected={props.list.selection === undefined ? undefined : props.list.selection.has(props.item.id)}
        tabindex="-1"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.target === event.currentTarget) props.list.open(props.item)
        }}
      >
        {props.list.row(props.item)}
      </div>
      <Show when={below() !== null}>
        <div role="row" class="list-below">
          <div role="cell">{below()}</div>
        </div>
      </Show>
    </>
  )
}

/** The head of a column. `hidden`: its name is for screen readers alone. */
export function HeadCell(props: ParentProps<{ class?: string; hidden?: boolean }>) {
  return (
    <div role="columnheader" class={props.class}>
      <span classList={{ 'sr-only': props.hidden === true }}>{props.children}</span>
    </div>
  )
}

/** One cell of a row; its class is its place on the card of a phone, too. */
export function Cell(props: ParentProps<{ class?: string; title?: string }>) {
  return (
    <div role="cell" class={props.class} title={props.title}>
      {props.children}
    </div>
  )
}
