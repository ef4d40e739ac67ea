/** What each room of src may import, beside itself: everything to its left. */
export const left: Record<string, readonly string[]> = {
  domain: [],
  db: ['domain'],
  worker: ['domain'],
  services: ['domain', 'db', 'worker'],
  graphql: ['domain', 'db', 'worker', 'services'],
  server: ['domain', 'db', 'worker', 'services', 'graphql'],
  config: ['domain'],
  app: ['domain', 'db', 'worker', 'services', 'graphql', 'server', 'config'],
  commands: ['domain', 'db', 'worker', 'config'],
  main: ['domain', 'db', 'worker', 'services', 'graphql', 'server', 'config', 'app'],
}
