import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type Measure, measureIds } from '../../src/statistics/measures.ts'
import { Icon } from '../parts/icon.tsx'
import { type NavItem, staffRoute } from '../roots.tsx'
import { formListSearch } from './form-1ad-data.ts'
import { type PeriodSearch, periodSearch } from './period-search.ts'

/** The chiefs' pages: how the department stands, the figures of a period, who looked at whose data, how well messages are read. */

export interface ListSearch extends PeriodSearch {
  measure: Measure
  value?: string
  inspector?: string
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
const form1adRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/form-1ad',
  validateSearch: periodSearch,
  component: lazyRouteComponent(() => import('./form-1ad.tsx'), 'Form1adPage'),
})
const form1adListRoute = createRoute({
  getParentRoute: () => staffRoute,
  path: '/form-1ad/list',
  validateSearch: formListSearch,
  component: lazyRouteComponent(() => import('./form-1ad-list.tsx'), 'Form1adList'),
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

export const departmentRoutes = [
  ...([departmentRoute, campaignRoute, listRoute, looksRoute, readingRoute] as const),
  ...([form1adRoute, form1adListRoute] as const),
] as const

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
    to: '/form-1ad',
    label: { ru: 'Форма 1-АД', kk: '1-АД нысаны', en: 'Form 1-AD' },
    icon: <Icon name="document" size={22} />,
    permission: 'seeCampaign',
    seldom: true,
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
