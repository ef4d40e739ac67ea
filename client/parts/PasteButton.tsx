/** Puts the clipboard into a field. Nothing where the browser lets no page read it, as without TLS: there the keys do it. */
export function PasteButton(props: { paste: (text: string) => void }) {
  async function paste(): Promise<void> {
    const text = await navigator.clipboard.readText().catch(() => '')
    if (text.trim() !== '') props.paste(text.trim())
  }
  if (navigator.clipboard?.readText === undefined) return null
  return (
    <button type="button" class="btn btn-small bg-canvas phone:h-9! phone:border-0!" onClick={() => void paste()}>
      Paste
    </button>
  )
}
