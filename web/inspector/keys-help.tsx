import { Kbd, Modal } from '@mantine/core'
import { useTexts } from '../texts.ts'
import { queueTexts } from './queue-texts.ts'

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useTexts(queueTexts)
  const keys: [string[], string][] = [
    [['j', 'k'], t.keyMove],
    [['Enter'], t.keyOpen],
    [['a'], t.keyAccept],
    [['/'], t.keySearch],
    [['Esc'], t.keyClose],
    [['1', '2', '3'], t.keyCategory],
    [['?'], t.keyHelp],
  ]
  return (
    <Modal opened={opened} onClose={close} title={t.keys} size="sm" centered>
      <dl className="keys">
        {keys.map(([names, text]) => (
          <div key={text}>
            <dt>
              {names.map((name) => (
                <Kbd key={name} size="md">
                  {name}
                </Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
