// `npm run key`: the API key once more.
try {
  const { loadConfig } = await import('../src/config.ts')
  process.stdout.write(`${loadConfig(process.env, process.cwd()).apiKey}\n`)
} catch (error) {
  const { name, message } = /** @type {Error} */ (error)
  process.stderr.write(`${name === 'ConfigError' ? message : 'Nothing is set up yet: run `npm start` once, it shows the key.'}\n`)
  process.exitCode = 1
}
