import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { staffRoute } from '../roots.tsx'

/** What hangs together with one person or one vehicle. */

const getParentRoute = () => staffRoute
/** For which incident it is looked at: its number. */
const validateSearch = (search: Record<string, unknown>): { incident?: string } =>
  typeof search.incident === 'string' || typeof search.incident === 'number'
    ? { incident: String(search.incident) }
    : {}

const personLinksRoute = createRoute({
  getParentRoute,
  path: '/people/$id',
  validateSearch,
  component: lazyRouteComponent(() => import('./links.tsx'), 'PersonLinks'),
})
const vehicleLinksRoute = createRoute({
  getParentRoute,
  path: '/vehicles/$id',
  validateSearch,
  component: lazyRouteComponent(() => import('./links.tsx'), 'VehicleLinks'),
})

export const personRoutes = [personLinksRoute, vehicleLinksRoute] as const
