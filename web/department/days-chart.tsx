import 'uplot/dist/uPlot.min.css'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import { number, useLocale } from '../texts.ts'
import { dayWord } from './day-word.ts'

export interface DayCounts {
  day: string
  opened: number
  closed: number
}

/** Opened as bars and closed as a line, a day each. A day that is pointed at is told in words; a press opens its list. */
export function DaysChart({
  rows,
  words,
  onDay,
}: {
  rows: DayCounts[]
  words: { opened: string; closed: string }
  onDay: (day: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const locale = useLocale()
  const [at, setAt] = useState<number | null>(null)
  const press = useRef(onDay)
  press.current = onDay

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours come from the style sheet of the scheme.
  useEffect(() => {
    const place = box.current
    if (!place) return
    const style = getComputedStyle(place)
    const colour = (name: string) => style.getPropertyValue(name).trim()
    const short = (index: number) => {
      const row = rows[Math.round(index)]
      return row && Number.isInteger(index) ? dayWord(row.day, locale, 'short') : ''
    }
    const axis = {
      stroke: colour('--ink-soft'),
      font: `12px ${style.fontFamily}`,
      ticks: { show: false },
      grid: { stroke: colour('--line'), width: 1 },
    }
    const chart = new UPlot(
      {
        width: place.clientWidth,
        height: 240,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
        scales: {
          x: { time: false, range: [-0.6, rows.length - 0.4] },
          y: { range: (_chart, _low, high) => [0, Math.max(4, Math.ceil(high * 1.08))] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 30,
            values: (_chart, splits) => splits.map(short),
            incrs: [1, 2, 5, 7, 14, 30, 60, 90, 180],
            space: 64,
          },
          {
            ...axis,
            size: 40,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
            values: (_chart, splits) => splits.map((value) => number(value, locale)),
          },
        ],
        series: [
          {},
          {
            fill: colour('--chart-soft'),
            stroke: 'transparent',
            ...(UPlot.paths.bars ? { paths: UPlot.paths.bars({ size: [0.72, 28], radius: 0.15 }) } : {}),
            points: { show: false },
          },
          {
            stroke: colour('--accent'),
            width: 2,
            points: { show: rows.length < 40, size: 6, fill: colour('--raised') },
          },
        ],
        hooks: { setCursor: [(shown) => setAt(shown.cursor.idx ?? null)] },
      },
      [rows.map((_, index) => index), rows.map(({ opened }) => opened), rows.map(({ closed }) => closed)],
      place,
    )
    const pressed = () => {
      const row = chart.cursor.idx == null ? undefined : rows[chart.cursor.idx]
      if (row) press.current(row.day)
    }
    chart.over.addEventListener('click', pressed)
    const watch = new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: 240 }))
    watch.observe(place)
    return () => {
      watch.disconnect()
      chart.destroy()
    }
  }, [rows, scheme, locale])

  const row = at === null ? undefined : rows[at]
  const total = (of: 'opened' | 'closed') => rows.reduce((sum, each) => sum + each[of], 0)
  return (
    <div className="days">
      <p className="days-legend">
        <span className="days-key" data-of="opened">
          {words.opened}: <strong>{number(row?.opened ?? total('opened'), locale)}</strong>
        </span>
        <span className="days-key" data-of="closed">
          {words.closed}: <strong>{number(row?.closed ?? total('closed'), locale)}</strong>
        </span>
        <span className="soft">{row ? dayWord(row.day, locale, 'long') : ''}</span>
      </p>
      <div ref={box} className="days-box" aria-hidden="true" />
    </div>
  )
}
