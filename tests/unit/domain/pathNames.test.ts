import { describe, expect, it } from 'vitest'
import { PathNames } from '../../../src/domain/pathNames.ts'

describe('names in MediaMTX', () => {
  it('are known again, and those of others are not', () => {
    const names = new PathNames('east-')
    expect([names.input('7'), names.output('8'), names.caller('8')]).toEqual(['east-in-7', 'east-out-8', 'east-caller-8'])
    expect([names.inputIdOf('east-in-7'), names.outputIdOf('east-out-8')]).toEqual(['7', '8'])
    for (const other of ['in-7', 'west-in-7', 'east-in-', 'east-in-7b', 'xeast-in-7', 'east-out-7', 'east-']) {
      expect(names.inputIdOf(other), other).toBeNull()
    }
    expect(['east-in-1', 'east-out-1', 'east-caller-1', 'in-1'].map((name) => names.isPath(name))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([names.inputIdOf('east-in-12'), names.inputIdOf('east-in-a7')]).toEqual(['12', null])
    expect(['east-caller-8', 'east-out-8', 'caller-8'].map((user) => names.isCaller(user))).toEqual([true, false, false])
    expect(names.isOwner(names.owner('0a1b'))).toBe(true)
    expect(names.isOwner('west-owner-0a1b')).toBe(false)
  })

  it('have no prefix in a MediaMTX that is ours alone', () => {
    const names = new PathNames()
    expect([names.input('7'), names.outputIdOf('out-8'), names.caller('8')]).toEqual(['in-7', '8', 'caller-8'])
  })
})
