import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { type Category, categories } from '../../src/detection/categories.ts'
import type { Tab } from '../../src/incident/incident.ts'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'
import { BurningCount } from './burning-count.tsx'
import { QueueCount, UnsureCount } from './counts.tsx'
import { Profile } from './profile.tsx'
import { Queue } from './queue.tsx'

export interface QueueSearch {
  tab?: Tab
  q?: string
  category?: Category
  precinct?: string
  map?: boolean
}

const tabs: readonly Tab[] = ['mine', 'new', 'working', 'waiting', 'closed', 'all']

function queueSearch(search: Record<string, unknown>): QueueSearch {
  const wanted: QueueSearch = {}
  const tab = tabs.find((one) => one === search.tab)
  const category = categories.find((one) => one === search.category)
  if (tab) wanted.tab = tab
  if (category) wanted.category = category
  // A number typed into the search comes back from the address as a number.
  if (typeof search.q === 'string' || typeof search.q === 'number') wanted.q = String(search.q).slice(0, 200)
  if (typeof search.precinct === 'string') wanted.precinct = search.precinct
  if (search.map === true) wanted.map = true
  return wanted
}

const queueRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/incidents',
  validateSearch: queueSearch,
  component: Queue,
})
const overviewRoute = createRoute({
  getParentRoute: () => queueRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview.tsx'), 'Overview'),
})
const incidentRoute = createRoute({
  getParentRoute: () => queueRoute,
  path: '/$number',
  component: lazyRouteComponent(() => import('./incident.tsx'), 'Incident'),
})
const burningRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/burning',
  component: lazyRouteComponent(() => import('./burning.tsx'), 'Burning'),
})
const unsureRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/unsure',
  component: lazyRouteComponent(() => import('./unsure.tsx'), 'Unsure'),
})
const qualifyRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/protocols/for/$number',
  validateSearch: (search): { from?: string } => (typeof search.from === 'string' ? { from: search.from } : {}),
  component: lazyRouteComponent(() => import('./qualify.tsx'), 'Qualify'),
})
const paperRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/papers/$id',
  component: lazyRouteComponent(() => import('../paper/paper.tsx'), 'Paper'),
})
/** Addresses from before papers had a page of their own. */
const protocolRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/protocols/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/papers/$id', params, replace: true })
  },
})
const profileRoute = createRoute({ getParentRoute: () => staffRoute, path: '/profile', component: Profile })

export const inspectorRoutes = [
  queueRoute.addChildren([overviewRoute, incidentRoute]),
  burningRoute,
  unsureRoute,
  qualifyRoute,
  paperRoute,
  protocolRoute,
  profileRoute,
] as const

export const inspectorNav: NavItem[] = [
  {
    to: '/incidents',
    label: { ru: 'Происшествия', kk: 'Оқиғалар', en: 'Incidents' },
    icon: <Icon name="inbox" size={22} />,
    permission: 'seeIncidents',
    Count: QueueCount,
  },
  {
    to: '/burning',
    label: { ru: 'Что горит', kk: 'Мерзім', en: 'Due' },
    icon: <Icon name="clock" size={22} />,
    permission: 'seeIncidents',
    Count: BurningCount,
  },
  {
    to: '/unsure',
    label: { ru: 'Неясные', kk: 'Анық емес', en: 'Unsure' },
    icon: <Icon name="unsure" size={22} />,
    permission: 'decideUnsure',
    Count: UnsureCount,
  },
]
