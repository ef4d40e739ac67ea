import { createSignal, type Accessor } from 'solid-js'
import type { Problem } from '../api/act.ts'
import { settingOf, type Written } from './written.ts'

export interface Form {
  values: Accessor<Written>
  /** What a person wrote; what was wrong there counts as mended. Null: the setting has no value any more. */
  input: (name: string, value: string | null) => void
  /** Begins anew with these values, as nobody's own. */
  begin: (values: Written) => void
  /** Fills in what nobody touched. */
  fill: (name: string, value: string) => void
  /** Settings whose value differs from the beginning. */
  changed: Accessor<readonly string[]>
  setProblem: (problem: Problem | null) => void
  /** What is wrong with a setting of the form; null: nothing. */
  problemAt: (name: string) => string | null
  /** What is wrong and belongs to none of `shown`. */
  problemElsewhere: (shown: readonly string[]) => string | null
}

/** What is written in a form of settings, what of it is new, and what the server found wrong with it. */
export function createForm(first: Written = {}): Form {
  const [start, setStart] = createSignal(first)
  const [values, setValues] = createSignal(first)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const wrong = () => settingOf(problem()?.field)
  return {
    values,
    input(name, value) {
      const { [name]: _, ...others } = values()
      setValues(value === null ? others : { ...others, [name]: value })
      if (wrong() === name || wrong() === null) setProblem(null)
    },
    begin(written) {
      setStart(written)
      setValues(written)
      setProblem(null)
    },
    fill(name, value) {
      if (values()[name]) return
      setStart({ ...start(), [name]: value })
      setValues({ ...values(), [name]: value })
    },
    changed: () => {
      const names = new Set([...Object.keys(start()), ...Object.keys(values())])
      return [...names].filter((name) => start()[name] !== values()[name])
    },
    setProblem,
    problemAt: (name) => (wrong() === name ? (problem()?.message ?? null) : null),
    problemElsewhere: (shown) => (shown.includes(wrong() ?? '') ? null : (problem()?.message ?? null)),
  }
}
