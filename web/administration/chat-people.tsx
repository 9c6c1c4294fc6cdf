import { Radio, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ChatSettings } from '../../src/chat/chat-settings.ts'
import type { ChatBesideView } from '../../src/chat/chat-settings-routes.ts'
import { meQuery } from '../api.ts'
import { day, useTexts } from '../texts.ts'
import { chatPeopleTexts } from './chat-people-texts.ts'

interface Props {
  settings: ChatSettings
  change: (settings: ChatSettings) => void
}

/** The inspector who gets what is told in a chat; as its precinct has it, unless one is named. */
export function ChatInspector({ settings, change, precinctId }: Props & { precinctId: string | null }) {
  const t = useTexts(chatPeopleTexts)
  const { inspectors = [] } = useQuery(meQuery).data ?? {}
  const ofPrecinct = inspectors.filter(({ precinctIds }) => precinctIds.includes(precinctId ?? ''))
  const { inspectorId, ...rest } = settings
  return (
    <Select
      label={t.inspector}
      description={t.inspectorHint}
      allowDeselect={false}
      searchable={inspectors.length > 8}
      data={[
        { value: '', label: t.asPrecinct(ofPrecinct.map(({ name }) => name).join(', ')) },
        ...inspectors.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      // Who works here no more is as nobody.
      value={inspectors.find(({ id }) => id === inspectorId)?.id ?? ''}
      onChange={(value) => change(value ? { ...rest, inspectorId: value } : rest)}
    />
  )
}

type Host = ChatBesideView['hosts'][number]

/** Who speaks for the residents: one of those who brought the bot or its code, or a name alone. */
export function ChatChairman({ settings, change, hosts, asks }: Props & { hosts: Host[]; asks: boolean }) {
  const t = useTexts(chatPeopleTexts)
  const { chairman = { name: '', contact: '' } } = settings
  const { author, ...named } = chairman
  const chosen = hosts.find((host) => host.author === author)
  const set = (next: NonNullable<ChatSettings['chairman']>) => change({ ...settings, chairman: next })
  const choose = (value: string) => {
    const host = hosts.find((one) => one.author === value)
    if (!host) return set(named)
    // What an administrator wrote is better than what a messenger shows.
    const isShown = named.name === '' || hosts.some(({ name }) => name === named.name)
    set({ ...named, name: isShown ? host.name : named.name, author: host.author })
  }
  return (
    <fieldset className="adm-stack">
      <legend className="ch-legend">{t.chairman}</legend>
      <p className="soft small">{t.chairmanHint}</p>
      {hosts.length > 0 ? (
        <Radio.Group label={t.who} value={chosen?.author ?? ''} onChange={choose}>
          <div className="adm-choices">
            {hosts.map((host) => (
              <Radio
                key={host.author}
                value={host.author}
                label={host.name || t.noName}
                description={`${t.hows[host.how]}, ${day(host.at)}`}
              />
            ))}
            <Radio value="" label={t.unknown} />
          </div>
        </Radio.Group>
      ) : null}
      {chosen ? <p className="note info">{chosen.reached ? t.reached : t.notReached}</p> : null}
      {asks && !chosen ? <p className="soft small">{t.byCode}</p> : null}
      <div className="adm-two">
        <TextInput
          label={t.name}
          autoComplete="off"
          maxLength={120}
          value={chairman.name}
          onChange={(event) => set({ ...chairman, name: event.currentTarget.value })}
        />
        <TextInput
          label={t.contact}
          autoComplete="off"
          maxLength={120}
          value={chairman.contact}
          onChange={(event) => set({ ...chairman, contact: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
