import { channelContract, type Lacks } from './channel-contract.ts'
import { memoryChannel } from './memory.ts'
import { lacksOfRooms, letterBox } from './rooms-testing.ts'

const lacks: Lacks = lacksOfRooms

channelContract('memory', lacks, async () => {
  let channel = memoryChannel()
  const chat = 'chat-1'
  const box = letterBox(chat, (where, message) => channel.say(where, message))
  const tried = {
    channel,
    ...box,
    shown: async (where = chat) =>
      channel.said
        .filter((said) => said.chat === where)
        .map(({ id, post: { text, replyTo, buttons, silent = false } }) => ({
          ...{ id, text, replyTo, buttons: buttons.map((row) => row.map((button) => button.id)) },
          ...{ preview: null, silent, photo: false },
        })),
    otherChat: async () => 'chat-2',
    press: (where: string, message: string, button: string, by: number) =>
      channel.press(where, message, button, box.people[by] ?? ''),
    async restart() {
      channel = memoryChannel()
      tried.channel = channel
    },
    close: () => channel.close(),
  }
  return tried
})
