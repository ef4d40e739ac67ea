import LayoutGrid from 'lucide-solid/icons/layout-grid'
import LogIn from 'lucide-solid/icons/log-in'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Server from 'lucide-solid/icons/server'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import type { JSX } from 'solid-js'
import { icon } from '../parts/icon.ts'

interface MainPage {
  href: string
  name: string
  icon: () => JSX.Element
  /** Whether the page at this address belongs to it. */
  holds: (pathname: string) => boolean
}

const below = (start: string) => (pathname: string) => pathname === start || pathname.startsWith(`${start}/`)

/** The pages that are always one step away. */
export const mainPages: readonly MainPage[] = [
  { href: '/', name: 'Overview', icon: () => <LayoutGrid {...icon} size={20} />, holds: (pathname) => pathname === '/' },
  {
    href: '/inputs',
    name: 'Inputs',
    icon: () => <LogIn {...icon} size={20} />,
    holds: (pathname) => below('/inputs')(pathname) || below('/outputs')(pathname),
  },
  { href: '/incidents', name: 'Incidents', icon: () => <TriangleAlert {...icon} size={20} />, holds: below('/incidents') },
  { href: '/logs', name: 'Logs', icon: () => <ScrollText {...icon} size={20} />, holds: below('/logs') },
  { href: '/system', name: 'System', icon: () => <Server {...icon} size={20} />, holds: below('/system') },
]

/** What everybody may read: the program is told of, and nothing of what runs. */
export const isDocumentation = below('/docs')
