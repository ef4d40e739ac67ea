import { createRoot, createSignal, onCleanup, type Accessor } from 'solid-js'

const seen = new WeakMap<Element, (isSeen: boolean) => void>()
// made here: within a function it would keep that function's first element for good
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) seen.get(target)?.(isIntersecting)
})

const [isTabSeen, setTabSeen] = createRoot(() => createSignal(!document.hidden))
document.addEventListener('visibilitychange', () => setTabSeen(!document.hidden))
/** Whether somebody can see this tab. Tracked. */
export { isTabSeen }

/** Whether an element is on the screen, in a tab that is looked at. One observer serves all of them. */
export function whileVisible(element: Element): Accessor<boolean> {
  const [isSeen, setSeen] = createSignal(false)
  seen.set(element, setSeen)
  observer.observe(element)
  onCleanup(() => {
    observer.unobserve(element)
    seen.delete(element)
  })
  return () => isSeen() && isTabSeen()
}
