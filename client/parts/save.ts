/** Hands a file to the person, as if it had been downloaded. */
export function save(name: string, type: string, parts: string[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  // not a link of the page: the router must not follow it
  link.rel = 'external'
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
