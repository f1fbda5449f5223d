using Engagement.Core.Common;

namespace Engagement.Core.Surveys;

/// <summary>Somebody has answered under the promise, so it holds.</summary>
public sealed record PromiseGiven()
    : Error("Somebody has answered already, so what was promised holds: the promise can't be changed, consent can't be waived, and the list can't be kept longer.");

/// <summary>Windows with pairing codes need a plan.</summary>
public sealed record PlanMissing() : Error("First say what participants are promised about their answers.");

/// <summary>The list that ties codes to names was destroyed.</summary>
public sealed record ListIsGone() : Error("The list of codes and names was destroyed, as promised. Nobody can tell any more whose code is whose.");

/// <summary>There is no list to destroy: staff may see who answered.</summary>
public sealed record ListIsKept() : Error("In this cohort staff may see who answered, so there is no separate list to destroy.");

/// <summary>Such a window is there already.</summary>
public sealed record WindowExists() : Error("There is such a window already that has not closed. Use that one, or close it first.");

/// <summary>The same questions would be asked with names and without.</summary>
public sealed record PromiseClash()
    : Error("This survey is asked in this cohort under another promise already. With and without names, the same questions would give each other away. Choose another survey.");

/// <summary>What was promised in a window holds once there are tickets or answers.</summary>
public sealed record WindowIsUsed() : Error("There are tickets or answers already, so this can't be changed any more.");

/// <summary>A window with answers stays.</summary>
public sealed record WindowHasAnswers() : Error("There are answers in this window, so it can't be deleted. Close it instead.");

/// <summary>The window takes no answers now.</summary>
public sealed record WindowIsAhead() : Error("This window has not opened yet.");

/// <summary>The cohort's people have left or it was cancelled.</summary>
public sealed record NobodyToAsk() : Error("This cohort was cancelled, so nobody is asked.");

/// <summary>Nobody can say any more whose guardian has consented.</summary>
public sealed record NobodyCanBeAsked()
    : Error("The list of codes and names was destroyed, so nobody can say whose guardian has consented, and nobody is asked. An anonymous window is still possible: hand its tickets to those with a consent.");

/// <summary>No card or sheet has this code, as staff may be told plainly.</summary>
public sealed record WrongCode() : Error("This code does not belong here. Look at the sheet again: codes have no 0, 1, I, L, O, Q or U.");

/// <summary>Answers with this code are there.</summary>
public sealed record CodeIsUsed() : Error("Answers with this code were handed in already.");

/// <summary>Answers were begun on a screen, or the sheet was typed before; typing it would replace them.</summary>
/// <param name="Typed">True when the sheet was typed before.</param>
public sealed record ReplacesAnswers(bool Typed)
    : Error(Typed ? "A sheet with this code was typed already. Saving now puts this one in its place." : "Somebody has begun to answer with this code on a screen. Saving now puts the sheet in its place.");

/// <summary>A guardian's consent is missing.</summary>
public sealed record NoConsent() : Error("The guardian's consent to surveys is missing, so these answers can't be stored.");
