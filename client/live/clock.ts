import { createSignal, onCleanup, type Accessor } from 'solid-js'

export interface Clock {
  /** The server's time, milliseconds; new at each full second. Stands still while live updates are lost. */
  now: Accessor<number>
  /** Takes the server's word for the time, so that a browser whose clock is wrong counts right. */
  learn(serverTime: string): void
}

/** One timer for everything on the page that counts seconds: all of it changes together. */
export function createClock(frozen: Accessor<boolean>): Clock {
  const [now, setNow] = createSignal(Date.now())
  let aheadMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  function tick(): void {
    const at = Date.now() + aheadMs
    if (!frozen()) setNow(at)
    // a little after the full second: a timer that comes too early would show the same second twice
    timer = setTimeout(tick, 1005 - (at % 1000))
  }
  tick()
  onCleanup(() => clearTimeout(timer))

  return {
    now,
    learn(serverTime) {
      const difference = Date.parse(serverTime) - Date.now()
      // the way through the network is no difference of clocks
      if (Math.abs(difference - aheadMs) > 1000) aheadMs = difference
    },
  }
}
