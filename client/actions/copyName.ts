const mostLetters = 100

/** `Main stage copy`, or with the first number that nobody has: `Main stage copy 2`. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/ copy( \d+)?$/, '')
  for (let number = 1; ; number++) {
    const ending = number === 1 ? ' copy' : ` copy ${number}`
    const wanted = `${[...stem].slice(0, mostLetters - ending.length).join('')}${ending}`
    if (!taken.has(wanted)) return wanted
  }
}
