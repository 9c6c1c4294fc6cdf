import type { Campaign } from '../../src/statistics/campaign.ts'
import type { PeriodSearch } from './period-search.ts'

/** What every card of the campaign's page is given. */
export interface Shared {
  data: Campaign
  search: PeriodSearch
  numberOf: (precinctId: string) => string | undefined
}
