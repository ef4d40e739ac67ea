import { expect, it } from 'vitest'
import { ownPath } from '../../../client/login/ownPath.ts'

it('a sign-in leads to pages of this server alone, whatever its address says', () => {
  const next = (asked?: string) => ownPath(asked, 'http://studio.example:8080')
  for (const own of ['/', '/inputs/7', '/logs?level=ERROR#end', '/graphql?query={inputs{id}}', '/.//other.example'])
    expect(next(own)).toBe(own)
  for (const foreign of [
    ...[undefined, '', 'inputs', '//other.example', '/\\other.example', '/\t/other.example', '/\n\\other.example'],
    ...['https://other.example/', 'javascript:alert(1)', '\\\\other.example', '//[', ' //other.example'],
  ])
    expect(next(foreign)).toBe('/')
})
