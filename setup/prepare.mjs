// What npm runs before `npm start` and `npm test`: makes everything ready that they need. Any Node must be able to read
// this file, to be told in one sentence that it is too old; so the rest is imported only then.
const oldest = 20
const major = Number(process.versions.node.split('.')[0])

if (major < oldest) {
  process.stderr.write(
    'Node ' + process.versions.node + ' is too old: install Node ' + oldest + ' or newer (24 is best), then try again.\n',
  )
  process.exit(1)
} else {
  import('./steps.mjs').then(({ prepare }) => prepare(process.argv.slice(2)))
}
