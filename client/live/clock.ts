import { createSignal, onCleanup, type Accessor } from 'solid-js'

export interface Clock {
  /** The server's time, milliseconds; new once a second. Stands still while live updates are lost. */
  now: Accessor<number>
  /** Takes the server's word for the time, so that a browser whose clock is wrong counts right. */
  learn(serverTime: string): void
}

export function createClock(frozen: Accessor<boolean>): Clock {
  const [now, setNow] = createSignal(Date.now())
  let aheadMs = 0
  const timer = setInterval(() => {
    if (!frozen()) setNow(Date.now() + aheadMs)
  }, 1000)
  onCleanup(() => clearInterval(timer))

  return {
    now,
    learn(serverTime) {
      const difference = Date.parse(serverTime) - Date.now()
      // the way through the network is no difference of clocks
      if (Math.abs(difference - aheadMs) > 1000) aheadMs = difference
    },
  }
}
