using Engagement.Core.ServiceRequests;

namespace Engagement.Core.Demo;

/// <summary>What can be asked of the demo city: a short list of its own, with the department that would answer.</summary>
internal static class DemoServices
{
    public sealed record Service(string Code, string Name, string Group, string Department, string Keywords, int? Days, string[] Seen)
    {
        public AttributeInput[] Asks { get; init; } = [];
    }

    public static readonly Service[] All =
    [
        new("LIGHT", "Street light out", "Streets", "Streets Department", "lamp, dark, light", 10, ["Dark since Monday", "Flickers all night", "The whole block is dark"]),
        new("POTHOLE", "Pothole", "Streets", "Streets Department", "hole, road, asphalt", 7, ["Deep enough to break a wheel", "Opens again after every rain"]),
        new("TRASH", "Missed trash pickup", "Sanitation", "Streets Department", "garbage, rubbish, recycling", 3, ["Both sides of the street were left out", "Third week in a row"]),
        new("DUMPING", "Illegal dumping", "Sanitation", "Streets Department", "tires, bags, mattress", 5, ["Tires behind the fence", "A mattress and bags at the corner"])
        {
            Asks = [new() { Code = "KIND", Question = "What lies there?", Type = AttributeType.SingleValueList, Required = true, Values = "tires = Tires\nhousehold = Household rubbish\nbuilding = Building material" }],
        },
        new("INLET", "Clogged storm drain", "Water", "Water Department", "inlet, flooding, drain", 20, ["Water stands after every rain", "Full of leaves"]),
        new("HYDRANT", "Open or leaking hydrant", "Water", "Water Department", "hydrant, leak, water", 2, ["Leaks at the base", "The cap is gone"]),
        new("TREE", "Street tree", "Parks", "Parks and Recreation", "branch, tree, fallen", 30, ["A branch hangs over the sidewalk", "The tree leans since the storm"]),
        new("PLAYGROUND", "Playground repair", "Parks", "Parks and Recreation", "swing, slide, park", 14, ["A swing has come loose", "Glass under the slide"]),
        new("VACANT", "Vacant house, open to trespass", "Buildings", "Department of Licenses and Inspections", "vacant, abandoned, open", 20, ["The back door stands open", "The boards are gone"]),
        new("UNSAFE", "Dangerous building", "Buildings", "Department of Licenses and Inspections", "collapse, wall, danger", 2, ["The wall bulges over the sidewalk"]),
        new("OTHER", "Something else", "Other", "Philly311", "other, question", null, ["Who looks after this?"]),
    ];

    public static readonly string[] Streets = ["Market St", "Frankford Ave", "Girard Ave", "Broad St", "Lehigh Ave", "Chelten Ave", "Cottman Ave", "Passyunk Ave", "52nd & Market", "Front & Allegheny"];
}
