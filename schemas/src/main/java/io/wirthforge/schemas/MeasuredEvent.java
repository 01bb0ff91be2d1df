package io.wirthforge.schemas;

/** An event without any text of a model or of a user: figures and names, safe to log. */
public sealed interface MeasuredEvent extends WirthforgeEvent
    permits StartupComplete,
        EnergyUpdate,
        EnergyField,
        InterferenceEvent,
        ResonanceEvent,
        RewardEvent,
        Heartbeat,
        ErrorEvent {}
