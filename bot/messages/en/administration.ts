/** What staff and admins read in answer to commands. Values that are put in are HTML. */
export const administration = {
  staff: {
    start:
      'You are staff. Reviews are done in the reviewers’ group.\n/ticket REFERENCE: the whole way of a ticket\n/overdue: what is past its time (supervisors)\n/ledger ADDRESS: all that was reported of a place (in a chat of your own)\n/rates: response, resolution, satisfaction (supervisors)\n\nAdmins also have:\n/invite invite a colleague\n/staff who is who\n/revoke take roles away\n/here (in a group) what the group is for\n/webhook connect a department’s own system',
    help: '<b>Reviewers’ group</b>: one tap confirms; “Other category” corrects. The first tap counts.\n<b>Department’s group</b>: accept, send back, or reply to the card to answer, with photos if you like.\n\n/ticket REFERENCE: the whole way of a ticket\n/language: the language of this group’s cards\n/here: what this group is for (admins)',
    reviewers: 'Reviewers',
    ticketUsage: 'Please add the reference, for example: <code>/ticket 7K4-2QD</code>',
    noSuchTicket: (reference: string) => `There is no ticket <code>${reference}</code>.`,
    anonymous:
      'You write as an anonymous admin, so nobody can tell who you are, and nothing was done. Please turn “Remain anonymous” off in the group’s admin settings and send it again.',
    hereInGroup: 'Please use this command in a group.',
    hereWhat: 'What is this group for?',
    noSuchSeat: (name: string) =>
      `There is no department “${name}”. Please send /here alone and choose a button.`,
    bound: (name: string) => `All right, this group is now: <b>${name}</b>.`,
    inPrivate: 'Please use this command in a private chat with me.',
    inviteWhom: 'As what?',
    inviteWhere: 'For which department?',
    invitation: ({ link, role, department }: { link: string; role: string; department: string | null }) =>
      `Invitation: ${role}${department ? `, ${department}` : ''}\n${link}\n\nIt works once, within 48 hours. Pass it to that person only.`,
    inviteFailed: {
      used: 'This invitation has been used. Please ask an admin for a new one.',
      expired: 'This invitation has expired. Please ask an admin for a new one.',
      unknown: 'This invitation is not valid. Please ask an admin for a new one.',
    },
    welcome: (role: string, department: string | null) =>
      `Welcome. You are now: ${role}${department ? `, ${department}` : ''}. The work is done in your group; /start tells what you can do.`,
    listTitle: '<b>Staff</b>',
    revokeWhom: 'Whose roles are to be taken away?',
    revoked: (name: string) => `${name} has no roles any more.`,
    lastAdmin: 'This is the last admin, who has to stay.',
    webhookUsage: (codes: string) =>
      `Please add the department’s code and the address, for example: <code>/webhook water https://example.org/whistle</code>\n\n${codes}`,
    webhookProblem: {
      'not-a-url': 'This is not a whole address.',
      'not-https': 'The address has to start with https:// (except on this machine).',
      credentials: 'The address must not hold a user name or password.',
      'link-local': 'This address can’t be used.',
    },
    webhookBound: (department: string, secret: string) =>
      `Tickets for ${department} go to this system from now on.\n\nThe signing secret is shown this once. Hand it to their engineers, then delete this message:\n<code>${secret}</code>`,
    groupLanguage: 'All right, the cards here are in English from now on.',
    updateLost: (update: number) =>
      `A message or a tap failed several times and was put aside; whoever wrote a message was asked to send it again. Engineers find it in the table telegram_update: ${update}.`,
  },
};
