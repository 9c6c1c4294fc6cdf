import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { isDay } from '../../src/base/calendar.ts'
import { type Measure, measureIds } from '../../src/statistics/measures.ts'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'

/** The chiefs' pages: how the department stands, the figures of a period, who looked at whose data, how well messages are read. */

export interface PeriodSearch {
  from?: string
  to?: string
  precinct?: string[]
}
export interface ListSearch extends PeriodSearch {
  measure: Measure
  value?: string
  inspector?: string
}

function periodSearch(search: Record<string, unknown>): PeriodSearch {
  const wanted: PeriodSearch = {}
  const { from, to, precinct } = search
  if (typeof from === 'string' && typeof to === 'string' && isDay(from) && isDay(to) && from <= to) {
    wanted.from = from
    wanted.to = to
  }
  if (Array.isArray(precinct)) {
    const ids = precinct.filter((id): id is string => typeof id === 'string')
    if (ids.length > 0) wanted.precinct = ids
  }
  return wanted
}

function listSearch(search: Record<string, unknown>): ListSearch {
  const { value, inspector } = search
  return {
    ...periodSearch(search),
    measure: measureIds.find((id) => id === search.measure) ?? 'opened',
    // A day or a mark typed in the address comes back as it reads: a number.
    ...(typeof value === 'string' || typeof value === 'number' ? { value: String(value).slice(0, 120) } : {}),
    ...(typeof inspector === 'string' ? { inspector } : {}),
  }
}

const campaignRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/campaign',
  validateSearch: periodSearch,
  component: lazyRouteComponent(() => import('./campaign.tsx'), 'CampaignPage'),
})
const listRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/campaign/list',
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import('./list.tsx'), 'ListPage'),
})
const departmentRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/department',
  component: lazyRouteComponent(() => import('./department.tsx'), 'Department'),
})
const looksRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/looks',
  component: lazyRouteComponent(() => import('./looks.tsx'), 'Looks'),
})

const readingRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/reading',
  component: lazyRouteComponent(() => import('./reading.tsx'), 'ReadingPage'),
})

export const departmentRoutes = [departmentRoute, campaignRoute, listRoute, looksRoute, readingRoute] as const

export const departmentNav: NavItem[] = [
  {
    to: '/department',
    label: { ru: 'Отдел', kk: 'Бөлім', en: 'Department' },
    icon: <Icon name="people" size={22} />,
    permission: 'seeAllPrecincts',
  },
  {
    to: '/campaign',
    label: { ru: 'Итоги', kk: 'Қорытынды', en: 'Results' },
    icon: <Icon name="chart" size={22} />,
    permission: 'seeCampaign',
  },
  {
    to: '/looks',
    label: { ru: 'Кто смотрел данные', kk: 'Деректі кім қарады', en: 'Who looked' },
    icon: <Icon name="eye" size={22} />,
    permission: 'seeLooks',
    seldom: true,
  },
  {
    to: '/reading',
    label: { ru: 'Точность подсказок', kk: 'Ұсыныс дәлдігі', en: 'How it reads' },
    icon: <Icon name="target" size={22} />,
    permission: 'allowLearning',
    seldom: true,
  },
]
