/** The product's sign: one feed, many ways. */
export function Mark(props: { size: number }) {
  return (
    <svg width={props.size} height={props.size} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2 12h6M8 12c5 0 4-7 9-7h1M8 12h10M8 12c5 0 4 7 9 7h1" fill="none" stroke="currentColor" stroke-width="2" />
      <circle cx="20.5" cy="5" r="2.2" fill="currentColor" />
      <circle cx="20.5" cy="12" r="2.2" fill="currentColor" />
      <circle cx="20.5" cy="19" r="2.2" fill="currentColor" />
    </svg>
  )
}
