import { Button, Menu } from '@mantine/core'
import type { Act, Status } from '../../src/incident/life.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { actWords, shortActWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'

/** The acts that come first in each status; the server says which are open. */
const first: Partial<Record<Status, Act[]>> = {
  new: ['accept', 'handOver'],
  reopened: ['accept', 'handOver'],
  accepted: ['confirm', 'notFound'],
  confirmed: ['order', 'close'],
  ordered: ['submit', 'extend'],
  submitted: ['approve', 'refuse'],
  remedied: ['close'],
  handed_over: ['close'],
  crime: ['close'],
  closed: ['reopen'],
  dismissed: ['reopen'],
}

export const actIcon: Record<Act, IconName> = {
  accept: 'check',
  confirm: 'pin',
  notFound: 'close',
  order: 'order',
  extend: 'clock',
  submit: 'photo',
  approve: 'check',
  refuse: 'undo',
  close: 'check',
  dismiss: 'close',
  handOver: 'handOver',
  crime: 'shield',
  reopen: 'reload',
  join: 'link',
  split: 'split',
  assign: 'person',
  amend: 'edit',
}

/** One main button, a second, and the rest behind "more"; stays in reach of the thumb on a phone. */
export function ActBar({ acts, status, begin }: { acts: Act[]; status: Status; begin: (act: Act) => void }) {
  const t = useTexts(incidentTexts)
  const names = useTexts(actWords)
  const short: Partial<Record<Act, string>> = useTexts(shortActWords)
  if (acts.length === 0) return null
  const shown = (first[status] ?? []).filter((act) => acts.includes(act))
  const rest = acts.filter((act) => !shown.includes(act))
  return (
    <div className="act-bar" role="toolbar" aria-label={t.acts}>
      {shown.map((act, index) => (
        <Button
          key={act}
          className={index === 0 ? 'act-main' : 'act-second'}
          variant={index === 0 ? 'filled' : 'default'}
          leftSection={<Icon name={actIcon[act]} size={18} />}
          onClick={() => begin(act)}
        >
          {short[act] ?? names[act]}
        </Button>
      ))}
      {rest.length > 0 ? (
        <Menu withinPortal={false} position="bottom-end" shadow="md" width={280}>
          <Menu.Target>
            <Button variant="default" className="act-more" aria-label={t.more} px="sm">
              <Icon name="more" />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((act) => (
              <Menu.Item
                key={act}
                className="act-item"
                leftSection={<Icon name={actIcon[act]} size={18} />}
                onClick={() => begin(act)}
              >
                {names[act]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  )
}
