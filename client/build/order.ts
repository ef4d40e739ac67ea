/** The documents as the dashboard lists them. Those of docs that are not named stand at the end; those that are not there are left out. */
export const groups: readonly { name: string; files: readonly string[] }[] = [
  {
    name: 'Begin here',
    files: ['README.md', 'docs/dashboard.md', 'docs/concepts.md', 'docs/troubleshooting.md', 'docs/failures.md'],
  },
  {
    name: 'Set it up',
    files: [
      ...['docs/outputs.md', 'docs/platforms.md', 'docs/configuration.md', 'docs/configuration-file.md', 'docs/secrets.md'],
      ...['docs/mediamtx.md', 'docs/database.md', 'DEPLOYMENT.md'],
    ],
  },
  { name: 'Programs', files: ['API.md', 'docs/metrics.md', 'docs/commands.md'] },
  { name: 'What to expect', files: ['docs/performance.md', 'docs/reliability.md', 'docs/soak.md', 'docs/security.md'] },
  {
    name: 'The program itself',
    files: [
      'docs/architecture.md',
      'docs/code.md',
      'docs/coverage.md',
      'docs/mutation.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'CHANGELOG.md',
    ],
  },
]

/** What would have the same address as another. */
export const otherNames: Readonly<Record<string, string>> = { 'SECURITY.md': 'reporting' }
