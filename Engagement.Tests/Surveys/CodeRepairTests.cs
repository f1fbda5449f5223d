using Engagement.Core.Common;

namespace Engagement.Tests.Surveys;

public class CodeRepairTests
{
    [Fact]
    public void OneCharacterOff_EveryMistypedCharacter_HasTheTrueCodeAmongAtMostSeven()
    {
        var code = CheckedCode.New(7);
        foreach (var (place, wrong) in Enumerable.Range(0, 7).SelectMany(p => CheckedCode.Alphabet.Where(c => c != code[p]).Select(c => (p, c))))
        {
            var candidates = CheckedCode.OneCharacterOff(code[..place] + wrong + code[(place + 1)..], 7);
            candidates.ShouldContain(code);
            candidates.Count.ShouldBeLessThanOrEqualTo(7);
            candidates.ShouldAllBe(c => CheckedCode.Read(c) == c);
        }
    }

    [Fact]
    public void OneCharacterOff_CharacterOutsideTheAlphabet_IsTheOneThatIsWrong()
    {
        var code = CheckedCode.New(7);
        CheckedCode.OneCharacterOff($"{code[..3]}0{code[4..]}".ToLowerInvariant(), 7).ShouldBe([code]);
        CheckedCode.OneCharacterOff($"{code[..2]}0O{code[4..]}", 7).ShouldBeEmpty();
    }

    [Fact]
    public void OneCharacterOff_RightOtherLengthOrNothing_None()
    {
        var code = CheckedCode.New(7);
        CheckedCode.OneCharacterOff(code, 7).ShouldBeEmpty();
        CheckedCode.OneCharacterOff(code[..6], 7).ShouldBeEmpty();
        CheckedCode.OneCharacterOff(null, 7).ShouldBeEmpty();
        CheckedCode.OneCharacterOff(new string('A', 5000), 7).ShouldBeEmpty();
    }
}
