import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'

/** The law for everybody at work, and its editions for the administrator. */

export interface LawSearch {
  q?: string
  edition?: string
}

function lawSearch(search: Record<string, unknown>): LawSearch {
  const wanted: LawSearch = {}
  // A number typed into the search comes back from the address as a number.
  if (typeof search.q === 'string' || typeof search.q === 'number') wanted.q = String(search.q).slice(0, 200)
  if (typeof search.edition === 'string') wanted.edition = search.edition.slice(0, 60)
  return wanted
}

const lawRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/law',
  validateSearch: lawSearch,
  component: lazyRouteComponent(() => import('./law.tsx'), 'Law'),
})
const firstRoute = createRoute({
  getParentRoute: () => lawRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./law.tsx'), 'LawFirst'),
})
const articleRoute = createRoute({
  getParentRoute: () => lawRoute,
  path: '/$article',
  component: lazyRouteComponent(() => import('./part.tsx'), 'LawPart'),
})
const partRoute = createRoute({
  getParentRoute: () => lawRoute,
  path: '/$article/$part',
  component: lazyRouteComponent(() => import('./part.tsx'), 'LawPart'),
})
const editionsRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/law-editions',
  component: lazyRouteComponent(() => import('./editions.tsx'), 'Editions'),
})

export const lawRoutes = [lawRoute.addChildren([firstRoute, articleRoute, partRoute]), editionsRoute] as const

export const lawNav: NavItem[] = [
  {
    to: '/law',
    label: { ru: 'Закон', kk: 'Заң', en: 'Law' },
    icon: <Icon name="law" size={22} />,
    permission: 'seeLaw',
    // A phone has room for four; the law is the first behind them.
    seldom: true,
  },
  {
    to: '/law-editions',
    label: { ru: 'Редакции закона', kk: 'Заң редакциялары', en: 'Editions' },
    icon: <Icon name="history" size={22} />,
    permission: 'manageLaw',
    seldom: true,
  },
]
