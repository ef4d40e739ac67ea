import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import { I18nProvider } from '@kobalte/core/i18n'
import { createSignal, For, onMount, Show } from 'solid-js'
import type { MenuItem } from './Menu.tsx'

interface Props {
  label: string
  items: readonly MenuItem[]
  button: HTMLButtonElement
  close: () => void
}

export function MenuBody(props: Props) {
  const [open, setOpen] = createSignal(false)
  let chosen: MenuItem | undefined
  // closed first: it takes the focus when it opens
  onMount(() => setOpen(true))
  function change(isOpen: boolean): void {
    if (isOpen) return
    setOpen(false)
    props.close()
    props.button.focus()
    chosen?.run()
  }
  return (
    // the page is English: what language the browser has must not matter
    <I18nProvider locale="en">
      <DropdownMenu
        open={open()}
        onOpenChange={change}
        modal={false}
        gutter={4}
        placement="bottom-end"
        getAnchorRect={() => props.button.getBoundingClientRect()}
      >
        {/* within a dialog it must stand in the dialog, which lies over everything else */}
        <DropdownMenu.Portal mount={props.button.closest('dialog') ?? document.body}>
          <DropdownMenu.Content
            class="menu"
            aria-label={props.label}
            onPointerDownOutside={(event) => {
              // the button closes it by its own click
              if (props.button.contains(event.detail.originalEvent.target as Node)) event.preventDefault()
            }}
            onCloseAutoFocus={(event) => event.preventDefault()}
          >
            <For each={props.items}>
              {(item) => (
                <>
                  <Show when={item.apart}>
                    <DropdownMenu.Separator class="menu-line" />
                  </Show>
                  <DropdownMenu.Item
                    class="menu-item"
                    disabled={item.disabled === true}
                    onSelect={() => {
                      chosen = item
                    }}
                  >
                    {item.icon?.()}
                    <span>{item.title}</span>
                    <Show when={item.key}>
                      <kbd class="ml-auto" aria-hidden="true">
                        {item.key}
                      </kbd>
                    </Show>
                  </DropdownMenu.Item>
                </>
              )}
            </For>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu>
    </I18nProvider>
  )
}
