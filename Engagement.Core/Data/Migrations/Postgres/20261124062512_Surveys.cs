using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagement.Core.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Surveys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "SurveyHandedIn",
                table: "Enrollments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "SurveyPlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    Promise = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ConsentNeeded = table.Column<bool>(type: "boolean", nullable: false),
                    ListUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    ListDestroyedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyPlans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyPlans_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Surveys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Notes = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ProgramId = table.Column<Guid>(type: "uuid", nullable: true),
                    ForMinors = table.Column<bool>(type: "boolean", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Surveys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Surveys_Programs_ProgramId",
                        column: x => x.ProgramId,
                        principalTable: "Programs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SurveyVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SurveyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SensitiveReason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyVersions_Surveys_SurveyId",
                        column: x => x.SurveyId,
                        principalTable: "Surveys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SurveyWindows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    SurveyId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    Paging = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    OpensAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClosesAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithSession = table.Column<bool>(type: "boolean", nullable: false),
                    ClassCode = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    ShuffledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyWindows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyWindows_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyWindows_Sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyWindows_SurveyVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SurveyVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyWindows_Surveys_SurveyId",
                        column: x => x.SurveyId,
                        principalTable: "Surveys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SurveyCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CohortId = table.Column<Guid>(type: "uuid", nullable: false),
                    WindowId = table.Column<Guid>(type: "uuid", nullable: true),
                    Code = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Used = table.Column<bool>(type: "boolean", nullable: false),
                    Attended = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyCodes_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyCodes_SurveyWindows_WindowId",
                        column: x => x.WindowId,
                        principalTable: "SurveyWindows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CodeHolders",
                columns: table => new
                {
                    CodeId = table.Column<Guid>(type: "uuid", nullable: false),
                    EnrollmentId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeHolders", x => x.CodeId);
                    table.ForeignKey(
                        name: "FK_CodeHolders_Enrollments_EnrollmentId",
                        column: x => x.EnrollmentId,
                        principalTable: "Enrollments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CodeHolders_SurveyCodes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "SurveyCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SurveyResponses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WindowId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Language = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Source = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Progress = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Page = table.Column<int>(type: "integer", nullable: false),
                    Answers = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    CodeRepaired = table.Column<bool>(type: "boolean", nullable: false),
                    EnteredTwice = table.Column<bool>(type: "boolean", nullable: false),
                    TouchedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyResponses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyResponses_SurveyCodes_CodeId",
                        column: x => x.CodeId,
                        principalTable: "SurveyCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyResponses_SurveyVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SurveyVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SurveyResponses_SurveyWindows_WindowId",
                        column: x => x.WindowId,
                        principalTable: "SurveyWindows",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CodeHolders_EnrollmentId",
                table: "CodeHolders",
                column: "EnrollmentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyCodes_Code",
                table: "SurveyCodes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyCodes_CohortId",
                table: "SurveyCodes",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyCodes_WindowId",
                table: "SurveyCodes",
                column: "WindowId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyPlans_CohortId",
                table: "SurveyPlans",
                column: "CohortId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyResponses_CodeId",
                table: "SurveyResponses",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyResponses_VersionId",
                table: "SurveyResponses",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyResponses_WindowId_CodeId",
                table: "SurveyResponses",
                columns: new[] { "WindowId", "CodeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_Name",
                table: "Surveys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_ProgramId",
                table: "Surveys",
                column: "ProgramId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyVersions_SurveyId_Number",
                table: "SurveyVersions",
                columns: new[] { "SurveyId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindows_ClassCode",
                table: "SurveyWindows",
                column: "ClassCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindows_CohortId",
                table: "SurveyWindows",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindows_SessionId",
                table: "SurveyWindows",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindows_SurveyId",
                table: "SurveyWindows",
                column: "SurveyId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindows_VersionId",
                table: "SurveyWindows",
                column: "VersionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CodeHolders");

            migrationBuilder.DropTable(
                name: "SurveyPlans");

            migrationBuilder.DropTable(
                name: "SurveyResponses");

            migrationBuilder.DropTable(
                name: "SurveyCodes");

            migrationBuilder.DropTable(
                name: "SurveyWindows");

            migrationBuilder.DropTable(
                name: "SurveyVersions");

            migrationBuilder.DropTable(
                name: "Surveys");

            migrationBuilder.DropColumn(
                name: "SurveyHandedIn",
                table: "Enrollments");
        }
    }
}
