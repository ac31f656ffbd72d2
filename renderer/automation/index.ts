/** The face of automation in the window: it starts once; lanes under tracks, modes on strips and lanes. */
export { AutomationLanes } from './automation-lanes.tsx';
export { LaneHeader } from './lane-header.tsx';
export { ModeButton } from './mode-button.tsx';
export { setChosenModes } from './modes.ts';
export { LANES_VIEW, lanesOfTrack, toggleChosenLanes, toggleLanes } from './shown-lanes.ts';
export { startAutomation } from './start.ts';
export { LANE_HEIGHT, type ShownLane, type Surface } from './surface.ts';
