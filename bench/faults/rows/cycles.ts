import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../../../tests/support/manager.ts'
import { outputs } from '../../../tests/support/operations.ts'
import { treeOf } from '../../processTree.ts'
import type { Group, Row } from '../row.ts'

const cycles = 5000
const wholeStage = 50
/** Some are stopped while they wait for their turn, some while they start, some while they are live. */
const longestMs = 6000

const startAndStop: Row = {
  name: 'cycles',
  fault: 'Outputs are started and stopped 5,000 times, all at once',
  must: 'nothing grows; no zombie',
  own: {},
  concerns: ({ places }) => places,
  async run(trial) {
    const { api, stage } = trial
    const ids = stage.places.map(({ id }) => id)
    const act = (mutation: 'startOutputs' | 'stopOutputs') =>
      api.query(`mutation ($ids: [ID!]!) { ${mutation}(ids: $ids) { __typename } }`, { ids })
    const beganAt = performance.now()
    // On a small stage it is only to be seen that it works.
    const rounds = ids.length < wholeStage ? 10 : Math.ceil(cycles / ids.length)
    let zombies = 0
    for (let round = 0; round < rounds; round++) {
      await act('stopOutputs')
      const areStopped = async () => (await outputs(api)).every(({ state }) => state === 'STOPPED')
      await until(areStopped, 20_000, 'every output to be STOPPED')
      zombies = Math.max(zombies, treeOf(stage.manager.pid).filter(({ isZombie }) => isZombie).length)
      await act('startOutputs')
      await sleep((round / rounds) * longestMs)
    }
    trial.takes(`${rounds * ids.length} starts and stops in`, performance.now() - beganAt, null)
    trial.note(`at most ${zombies} zombies at a time while nothing ran`)
  },
}

export const everyCycle: Group = { name: 'starts', title: 'Starts and stops', rows: [startAndStop] }
