import { Button, MultiSelect, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { isDay, localDay } from '../../src/base/calendar.ts'
import { daysIn, longest, type Preset, periodOf } from '../../src/statistics/operation.ts'
import type { Me } from '../api.ts'
import { useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import type { Chosen } from './data.ts'

const presets: Preset[] = ['week', 'month', 'campaign', 'year']

/** Which days and which precincts are counted. */
export function PeriodBar({ me, chosen, change }: { me: Me; chosen: Chosen; change: (next: Partial<Chosen>) => void }) {
  const t = useTexts(campaignTexts)
  const today = localDay(new Date())
  const [from, setFrom] = useState(chosen.from)
  const [to, setTo] = useState(chosen.to)
  useEffect(() => {
    setFrom(chosen.from)
    setTo(chosen.to)
  }, [chosen.from, chosen.to])
  const sound = isDay(from) && isDay(to) && from <= to && daysIn({ from, to }) <= longest
  const words: Record<Preset, string> = { week: t.week, month: t.month, campaign: t.campaignPreset, year: t.year }
  const chief = me.permissions.includes('seeAllPrecincts')
  const precincts = chief ? me.precincts : me.precincts.filter(({ id }) => me.mine.includes(id))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (sound) change({ from, to })
  }
  return (
    <section className="period no-print" aria-label={t.period}>
      <div className="period-presets">
        {presets.map((preset) => {
          const period = periodOf(preset, today)
          const on = period.from === chosen.from && period.to === chosen.to
          return (
            <button key={preset} type="button" className="chip" aria-pressed={on} onClick={() => change(period)}>
              {words[preset]}
            </button>
          )
        })}
      </div>
      <form
        className="period-own"
        data-changed={from === chosen.from && to === chosen.to ? undefined : ''}
        onSubmit={submit}
      >
        <TextInput
          type="date"
          label={t.from}
          value={from}
          max={to}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t.to}
          value={to}
          min={from}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={sound ? undefined : t.wrong}
        />
        {from === chosen.from && to === chosen.to ? null : (
          <Button type="submit" disabled={!sound}>
            {t.apply}
          </Button>
        )}
        {precincts.length > 1 ? (
          <MultiSelect
            className="period-precincts"
            label={t.precincts}
            placeholder={chosen.precinct.length > 0 ? '' : chief ? t.allPrecincts : t.myPrecincts}
            data={precincts.map(({ id, number }) => ({ value: id, label: t.precinctNo(number) }))}
            value={chosen.precinct}
            onChange={(precinct) => change({ precinct })}
            clearable
            searchable={precincts.length > 8}
            size="md"
          />
        ) : null}
      </form>
    </section>
  )
}
