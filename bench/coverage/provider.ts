import { V8CoverageProvider } from '@vitest/coverage-v8/dist/provider.js'

type CoverageMap = ReturnType<V8CoverageProvider['createCoverageMap']>
type Counted = ReturnType<CoverageMap['toJSON']>[string]
type Places = Pick<Counted, 'branchMap' | 'fnMap' | 'statementMap'>

/**
 * Vitest's own way to count, for code that runs in a test's process and in servers that tests start as well. It reaches the two by
 * different ways, Vite's transformation and Node's leaving out of types, so their parts do not begin at quite the same columns and would
 * be counted as parts of their own. They come in the same order: each gets the places under which it was seen first.
 */
export class JoiningProvider extends V8CoverageProvider {
  readonly #places = new Map<string, Places>()

  override createCoverageMap(): CoverageMap {
    const map = super.createCoverageMap()
    const merge = map.merge.bind(map)
    map.merge = (seen) => {
      if (!('merge' in seen)) for (const file of Object.values(seen)) this.#place(file as Counted)
      merge(seen)
    }
    return map
  }

  #place(file: Counted): void {
    const first = this.#places.get(file.path)
    if (first === undefined) this.#places.set(file.path, placesOf(file))
    else if (shapeOf(first) === shapeOf(file)) Object.assign(file, structuredClone(first))
  }
}

function placesOf({ branchMap, fnMap, statementMap }: Places): Places {
  return structuredClone({ branchMap, fnMap, statementMap })
}

/** What two views of one file have in common, whatever the columns are. */
function shapeOf({ branchMap, fnMap, statementMap }: Places): string {
  const branches = Object.entries(branchMap).map(([id, { type, locations }]) => [id, type, locations.length])
  return JSON.stringify([branches, Object.keys(fnMap), Object.keys(statementMap)])
}
