// `npm run key`: the API key once more. It makes none: one that no server knows would be of no use.
try {
  const { existingApiKey } = await import('../src/config/existingServer.ts')
  process.stdout.write(`${existingApiKey(process.env, process.cwd())}\n`)
} catch (error) {
  const { name, message } = /** @type {Error} */ (error)
  process.stderr.write(`${name === 'ConfigError' ? message : 'Nothing is set up yet: run `npm start` once, it shows the key.'}\n`)
  process.exitCode = 1
}
