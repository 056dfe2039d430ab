import Type from "typebox";
import { ACTION_STATES } from "./state.ts";

export const ActionState = Type.Enum(ACTION_STATES);
