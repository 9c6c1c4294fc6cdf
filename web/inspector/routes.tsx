import { createRoute } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'
import { Profile } from './profile.tsx'
import { Queue } from './queue.tsx'

const queueRoute = createRoute({ getParentRoute: () => staffRoute, path: '/incidents', component: Queue })
const incidentRoute = createRoute({ getParentRoute: () => queueRoute, path: '/$number' })
const profileRoute = createRoute({ getParentRoute: () => staffRoute, path: '/profile', component: Profile })

export const inspectorRoutes = [queueRoute.addChildren([incidentRoute]), profileRoute] as const

export const inspectorNav: NavItem[] = [
  {
    to: '/incidents',
    label: { ru: 'Обращения', kk: 'Өтініштер', en: 'Reports' },
    icon: <Icon name="inbox" size={22} />,
    permission: 'seeIncidents',
  },
]
