/** What the automation lanes say: modes, headers, points, help. */

export const automationWords = {
  modes: { off: 'Off', read: 'Read', touch: 'Touch', latch: 'Latch', write: 'Write', trim: 'Trim' },
  modeHelp: {
    off: 'The lane is kept and not heard.',
    read: 'The lane moves the control while it plays; your hand on the control is heard instead until you let go.',
    touch: 'Writes while you hold the control, then returns to what was there.',
    latch: 'Writes from your first touch until playing stops.',
    write: 'Writes all the time while it plays, over whatever was there.',
    trim: 'Adds what your hand moves to what is there: a ride a little louder keeps its shape.',
  },
  mode: (lane: string) => `Automation mode of ${lane}`,
  stripMode: (strip: string) => `Automation of ${strip}`,
  stripModeHelp:
    'What the automation of this strip does: read it, write it while you move a control, or leave it alone.',
  mixed: 'Mixed',
  lane: (lane: string) => `${lane} automation`,
  header: (lane: string) => `Lane ${lane}`,
  laneHelp:
    'Click for a point, drag it, drag beside it to choose several, Alt+drag the line to bend it. Arrow keys walk and move points, Enter types a value.',
  target: (strip: string) => `What the lane of ${strip} shows`,
  show: 'Show automation',
  hide: (lane: string) => `Hide the lane ${lane}`,
  hideHelp: 'Takes the lane out of sight; what it does stays.',
  remove: (lane: string) => `Remove the automation of ${lane}`,
  removeAll: 'Remove automation',
  add: 'Add a lane',
  point: (number: number, count: number, time: string, value: string) =>
    `Point ${number} of ${count}, ${time}, ${value}`,
  points: (count: number, time: string, value: string) =>
    count === 1 ? `${time}, ${value}` : `${count} points, from ${time}, ${value}`,
  none: (value: string) => `No points; ${value} throughout`,
  at: (value: string, time: string) => `${value} · ${time}`,
  valueOf: (lane: string) => `Value of the point of ${lane}`,
  movePoint: (lane: string) => `Move a point of ${lane}`,
  bendLine: (lane: string) => `Bend ${lane}`,
  pass: {
    touch: (lane: string) => `Touch ${lane}`,
    several: (count: number) => `Write ${count} lanes`,
    write: (lane: string) => `Write ${lane}`,
  },
  written: (lane: string, points: number) =>
    `${lane}: ${points === 1 ? '1 point' : `${points} points`} written.`,
};
