import { expect, it } from 'vitest'
import { withSection } from '../../../bench/soak/document.ts'

const document = '# Soak\n\n## The server\n\nOld.\n\n| a |\n\n## The dashboard\n\nFlat.\n'

it('what was told last stands in the place of what was told before, and the rest stays', () => {
  expect(withSection(document, 'The server', 'New.\n')).toBe('# Soak\n\n## The server\n\nNew.\n\n## The dashboard\n\nFlat.\n')
  expect(withSection(document, 'The dashboard', 'Grows.')).toContain('| a |\n\n## The dashboard\n\nGrows.\n')
  expect(withSection('# Soak\n', 'The server', 'First.')).toBe('# Soak\n\n## The server\n\nFirst.\n')
})
